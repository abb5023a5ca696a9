package triage

// little are the words that a sentence cannot do without and that say nothing by themselves. A group of mostly such words in the
// middle of a phrase may be absent; a group of words that mean something must be there.
var little = set(`
	a au aux la le les l un une des de du d en dans sur par pour avec sans et ou est sont suis es etes sommes ai as avons avez ont etait ete etre avoir ce cet cette ces ca c s se m me t te n ne nous vous
	je j tu il elle on ils elles mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs lui eux moi toi y qui que qu tout tous toute toutes tres trop si plus pas bien encore deja depuis apres avant
	chez vers meme aussi jamais rien tellement vraiment presque quelque quelqu personne fait faire va vais vont peux peut faut va dit jusqu jusque ici ni car comme
	the an of to in on at by for from with and or is are was were be been being am im ive id ill has have had do does did will would can could should may my your his her its our their them him us me i you he she it we
	they this that these those so very too just all any some no not never ever even really still again already now then there here up out off down over into about as if when while s re ve ll d gonna going get got
	في ف من علي الي عن مع هاد هذا هذه هادي هو هي انا احنا نحن انت ال ديال د ل ب و ليا ليه ليها لينا ليكم لي له لها عليه عليها عليا علينا اللي لي شي واحد كان كانت كيف ان بلي غادي غير حتي ما لا راه راني دابا عندكم عندي عندو كل كلشي`)

// says reports whether most of the words of a group mean something.
func (p *part) says() bool {
	empty := 0
	for w := range p.exact {
		if little[w] || w == "." || w == "!" || w == "?" {
			empty++
		}
	}
	for _, row := range p.rows {
		if row[len(row)-1].exact != nil && !row[len(row)-1].says() && !row[0].says() {
			empty++
		}
	}
	return 2*empty < len(p.exact)+len(p.prefixes)+len(p.rows)
}

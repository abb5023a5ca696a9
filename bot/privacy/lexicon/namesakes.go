package lexicon

import (
	"strings"
	"sync"
)

// namesakes are people of the past whose full name hospitals, schools, streets, prizes and awareness days bear. A full name that
// stands here means the house or the memory, not a patient. Written by hand from general knowledge; nobody of them is alive.
const namesakes = `
Abderrahmane Youssoufi, Abraham Lincoln, Adolphe de Rothschild, Albert Calmette, Albert Camus, Albert Einstein, Albert Schweitzer,
Alexander Fleming, Alexandre Yersin, Alexis Carrel, Alfred Nobel, Ambroise Croizat, Ambroise Paré, Anatole France, André Mignot,
Aneurin Bevan, Anna Freud, Antoine Béclère, Antoine Chenevier, Antoine de Saint-Exupéry, Antoine Lacassagne, Ariane Igor,
Aristide Briand, Arnaud de Villeneuve, Auguste Comte, Auguste Rodin, Barthélemy Durand, Benjamin Franklin,
Benjamin Delessert, Bernard Ramazzini, Bichat Claude Bernard, Camille Guérin, Carl Jung, Charles Darwin, Charles de Gaulle, Charles Foix,
Charles Nicolle, Charles Perrens, Charles Richet, Christiaan Barnard, Claude Bernard, Claude Huriez, Claude Monet, Clara Barton,
Cicely Saunders, Corentin Celton, Denis Diderot, Dorothea Dix, Édouard Belin, Édouard Herriot, Édouard Jenner, Edward Jenner, Édouard Toulouse,
Elisabeth Blackwell, Elizabeth Blackwell, Elizabeth Garrett Anderson, Émile Durkheim, Émile Roux, Émile Zola, Ernest Renan, 
Étienne Clémentel, Eugène Marquis, Eugénie Cotton, Federico García Lorca, Félix Guyon, Fernand Widal, Ferhat Abbas, Florence Nightingale,
Françoise Dolto, François Baclesse, François Mitterrand, François Quesnay, François Rabelais, Franklin Roosevelt, Frantz Fanon, Frédéric Chopin,
Frédéric Joliot-Curie, Gabriel Montpied, Gaston Ramon, Georges Clemenceau, Georges Pompidou, George Washington, Georges Dumas,
Gérard Marchant, Germaine Tillion, Gregorio Marañón, Guillaume Régnier, Guillaume Dupuytren, Gui de Chauliac, Guy de Chauliac,
Gustave Dron, Gustave Eiffel, Gustave Roussy, Hassan II, Hector Berlioz, Henri Becquerel, Henri Dunant, Henri Guérin, Henri Laborit,
Henri Mondor, Henri Poincaré, Henry Dunant, Henry Gabrielle, Honoré de Balzac, Ibn Rochd, Ibn Sina, Ibn Tofail,
Ibn Khaldoun, Isaac Newton, Jacques Cartier, Jacques Lacan, Jacques Monod, Jacques Prévert, James Lind, Jane Addams, Jean Bernard, Jean Dausset,
Jean Jaurès, Jean Minjoz, Jean Monnet, Jean Moulin, Jean Perrin, Jean Rostand, Jean Verdier, Jean Zay, Jean-Baptiste Charcot, Jean-Jacques Rousseau,
Jean-Martin Charcot, Jean Godinot, Jean Talairach, Jeanne d'Arc, Jeanne Garnier, Jeanne de Flandre, Joan of Arc, Johns Hopkins,
John Radcliffe, John Snow, Jonas Salk, Joseph Ducuing, Joseph Imbert, Joseph Lister, Joséphine Baker, Jules Ferry, Jules Verne, 
Karl Landsteiner, Léon Bérard, Léon Bourgeois, Léon Touhladjian, Léonard de Vinci,
Léopold Bellan, Léopold Ollier, Léopold Sédar Senghor, Louis Aragon, Louis Braille, Louis Mourier, Louis Pasteur, Louis Pradel, Louis Stokes,
Louise Michel, Louise de Marillac, Luis Vives, Madeleine Brès, Madeleine Pelletier, Mahatma Gandhi, Marc Bloch, Marcel Proust, Marcel Rivière,
Margaret Sanger, Marie Curie, Marie Lannelongue, Marie Stopes, Mary Seacole, Martin Luther King, Martin Luther King Jr, Maurice Ravel, Maurice Tubiana,
Max Querrien, Maximilien Robespierre, Michel de Montaigne, Michel Servet, Miguel Servet, Miguel de Cervantes, Mohammed V, Moulay Abdellah, Moulay Ismail,
Moulay Youssef, Nelson Mandela, Nicolas Copernic, Olympe de Gouges, Oscar Lambret, Pablo Neruda, Pablo Picasso, Pasteur Vallery-Radot,
Paul Bert, Paul Broca, Paul Brousse, Paul Cézanne, Paul Éluard, Paul Guiraud, Paul Langevin, Paul Papin, Paul Sabatier, Paul Strauss, Paul Valéry,
Philippe Pinel, Pierre Bérégovoy, Pierre Curie, Pierre de Coubertin, Pierre de Ronsard, Pierre Mendès France, Pierre Oudot,
Pierre Paul Riquet, Pierre Wertheimer, Pierre Zobda-Quitman, Ramón y Cajal, Santiago Ramón y Cajal, Raymond Poincaré, René Descartes, René Dubos,
René Gauducheau, René Huguenin, René René Muret, Robert Ballanger, Robert Debré, Robert Koch, Robert Schuman, Roger Salengro, Romain Rolland, Ronald McDonald,
Rosa Luxemburg, Rosa Parks, Rosalind Franklin, Rudolf Virchow, Sigmund Freud, Simone de Beauvoir, Simone Veil, Simone Weil, Sophie Germain,
Suzanne Noël, Thomas Guy, Thomas Jefferson, Thomas More, Théophile Roussel, Théodore Monod, Victor Dupouy, Victor Hugo, Victor Jousselin, Victor Provo,
Victor Segalen, Victor Schoelcher, Vincent van Gogh, Virginia Apgar, Virginia Henderson, William Beveridge, William Harvey, William Osler,
Willy Brandt, Winston Churchill, Wolfgang Amadeus Mozart, Xavier Bichat, Yves Le Foll, Yitzhak Rabin`

var namesakesByHash = sync.OnceValue(func() map[uint64]bool {
	all := map[uint64]bool{}
	for _, name := range strings.Split(namesakes, ",") {
		if hash, count, ok := hashAll(strings.TrimSpace(name)); ok && count > 1 {
			all[hash] = true
		}
	}
	return all
})

// IsNamesake reports whether a full name is that of somebody of the past whom hospitals, streets or prizes are named after.
func IsNamesake(name string) bool {
	hash, count, ok := hashAll(name)
	return ok && count > 1 && namesakesByHash()[hash]
}

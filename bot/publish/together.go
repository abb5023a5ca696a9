package publish

// together does at once what many goroutines ask for at the same moment: a transaction costs more than most of what is done in it.
// Whoever finds nobody at it does it for all who have asked; nobody waits for company.
type together[A any] struct {
	turn  chan struct{} // holds one while somebody is at it
	asked chan ask[A]
}

type ask[A any] struct {
	what A
	done chan error
}

// newTogether makes one that at most so many goroutines use at once.
func newTogether[A any](atOnce int) *together[A] {
	return &together[A]{turn: make(chan struct{}, 1), asked: make(chan ask[A], atOnce)}
}

// do has what done by all, alone or with others.
func (t *together[A]) do(what A, all func([]A) error) error {
	mine := ask[A]{what, make(chan error, 1)}
	t.asked <- mine
	select {
	case err := <-mine.done:
		return err
	case t.turn <- struct{}{}:
	}
	t.run(all)
	<-t.turn
	return <-mine.done // by this run, or by the one before it
}

// run does everything that has been asked so far. What fails together is done one by one, so that one cannot hold up the others.
func (t *together[A]) run(all func([]A) error) {
	var batch []ask[A]
	var whats []A
	for n := len(t.asked); n > 0; n-- {
		a := <-t.asked
		batch, whats = append(batch, a), append(whats, a.what)
	}
	if len(batch) == 0 {
		return
	}
	err := all(whats)
	for _, a := range batch {
		if err != nil && len(batch) > 1 {
			a.done <- all([]A{a.what})
			continue
		}
		a.done <- err
	}
}

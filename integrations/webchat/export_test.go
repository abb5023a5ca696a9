package webchat

// LiftLimits lets a fuzzer send as much as it likes.
func (p *Platform) LiftLimits() { p.limits.off = true }

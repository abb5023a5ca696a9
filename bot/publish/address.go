package publish

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"portevoix/bot/database"
)

// FindURL finds the object whose post stands at an address, however the address was copied: from a phone, with a tracking tail, with or
// without www.
func (p *Publisher) FindURL(ctx context.Context, address string) (kind, id string, err error) {
	err = p.DB.Read(ctx, func(tx database.Tx) error {
		var rows []row
		err := tx.NewSelect().Model(&rows).Column("kind", "object").Where("state = 'sent' AND address = ?", p.addressOf(address)).Order("serial DESC").Limit(1).Scan(ctx)
		if err != nil {
			return err
		}
		if len(rows) > 0 && plainAddress(address) != "" {
			kind, id = rows[0].Kind, rows[0].Object
			return nil
		}
		kind, id, err = p.findOlder(ctx, tx, address)
		return err
	})
	return kind, id, err
}

// findOlder reads the receipts of posts that were sent before addresses had a column of their own.
func (p *Publisher) findOlder(ctx context.Context, tx database.Tx, address string) (kind, id string, err error) {
	all, err := p.deliveries(ctx, tx, "state = 'sent' AND address IS NULL")
	if err != nil {
		return "", "", err
	}
	i := slices.IndexFunc(all, func(d Delivery) bool {
		return d.Receipt.URL != "" && plainAddress(d.Receipt.URL) == plainAddress(address)
	})
	if i < 0 {
		return "", "", ErrNothing
	}
	return all[i].Kind, all[i].Object, nil
}

// addressOf is how an address stands in the ledger: as a keyed hash, so that a copy of the database does not tell where we publish. A
// post without an address has an empty one.
func (p *Publisher) addressOf(address string) string {
	if address = plainAddress(address); address == "" {
		return ""
	}
	return p.Register.HashText(address)
}

// plainAddress is an address without what differs between copies of it: scheme, case and front of the host, tracking parameters, the
// last slash, the fragment.
func plainAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return strings.TrimSpace(address)
	}
	host := strings.ToLower(u.Host)
	for _, front := range []string{"www.", "m.", "mobile."} {
		host = strings.TrimPrefix(host, front)
	}
	query := u.Query()
	for name := range query {
		if strings.HasPrefix(name, "utm_") || slices.Contains([]string{"fbclid", "gclid", "igsh", "igshid", "mibextid", "ref_src", "si"}, name) {
			query.Del(name)
		}
	}
	plain := host + strings.TrimSuffix(u.EscapedPath(), "/")
	if len(query) > 0 {
		plain += "?" + query.Encode()
	}
	return plain
}

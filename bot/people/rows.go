package people

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"portevoix/bot/chat"
)

func encodeRoles(roles []chat.Role) string {
	if roles == nil {
		roles = []chat.Role{}
	}
	b, err := json.Marshal(roles)
	if err != nil { // strings always encode
		panic(err)
	}
	return string(b)
}

func changedOne(doing string, res sql.Result, err error) error {
	if err != nil {
		return wrap(doing, err)
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return wrap(doing, ErrNobody)
	}
	return nil
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

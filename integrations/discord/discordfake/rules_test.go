package discordfake_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"portevoix/integrations/discord/discordfake"
)

// ask makes one request as a bot would, and returns the status and the answer.
func ask(t *testing.T, fake *discordfake.Server, method, path string, body any) (int, map[string]any) {
	t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), method, fake.URL()+"/api/v10"+path, bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+fake.Token)
	req.Header.Set("User-Agent", "DiscordBot (https://portevoix.example, 1)")
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	var said map[string]any
	_ = json.Unmarshal(raw, &said) // a list has no code
	return res.StatusCode, said
}

// found is the first code that a tree of errors has at a place.
func found(said map[string]any, path string) string {
	at, _ := said["errors"].(map[string]any)
	for _, step := range strings.Split(path, ".") {
		if step != "" {
			at, _ = at[step].(map[string]any)
		}
	}
	list, _ := at["_errors"].([]any)
	if len(list) == 0 {
		return ""
	}
	first, _ := list[0].(map[string]any)
	return fmt.Sprint(first["code"])
}

type tree = map[string]any

func mute(more tree) tree {
	more["allowed_mentions"] = tree{"parse": []string{}}
	return more
}

func button(id string) tree { return tree{"type": 2, "style": 1, "label": "x", "custom_id": id} }

func row(parts ...tree) tree { return tree{"type": 1, "components": parts} }

// What Discord refuses, it refuses with a tree that leads to the place. These are the rules that its own description leaves out, and some
// that are in it too.
func TestWhatIsRefusedIsNamedWhereItStands(t *testing.T) {
	long := func(n int) string { return strings.Repeat("x", n) }
	for name, c := range map[string]struct {
		body tree
		path string
		code string
	}{
		"content":              {mute(tree{"content": long(2001)}), "content", "BASE_TYPE_MAX_LENGTH"},
		"content in emoji":     {mute(tree{"content": strings.Repeat("🙂", 1001)}), "content", "BASE_TYPE_MAX_LENGTH"},
		"nonce":                {mute(tree{"content": "x", "nonce": long(26)}), "nonce", "BASE_TYPE_MAX_LENGTH"},
		"second embed":         {mute(tree{"embeds": []tree{{"title": "x"}, {"description": long(4097)}}}), "embeds.1.description", "BASE_TYPE_MAX_LENGTH"},
		"embeds together":      {mute(tree{"embeds": []tree{{"description": long(4000)}, {"description": long(2001)}}}), "embeds", "MAX_EMBED_SIZE_EXCEEDED"},
		"empty field":          {mute(tree{"embeds": []tree{{"fields": []tree{{"name": "x", "value": ""}}}}}), "embeds.0.fields.0.value", "BASE_TYPE_BAD_LENGTH"},
		"sixth row":            {mute(tree{"components": []tree{row(button("1")), row(button("2")), row(button("3")), row(button("4")), row(button("5")), row(button("6"))}}), "components", "BASE_TYPE_BAD_LENGTH"},
		"sixth button":         {mute(tree{"components": []tree{row(button("1"), button("2"), button("3"), button("4"), button("5"), button("6"))}}), "components.0.components", "BASE_TYPE_BAD_LENGTH"},
		"custom id twice":      {mute(tree{"components": []tree{row(button("1")), row(button("2"), button("1"))}}), "components.1.components.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"},
		"custom id":            {mute(tree{"components": []tree{row(button(long(101)))}}), "components.0.components.0.custom_id", "BASE_TYPE_BAD_LENGTH"},
		"link without address": {mute(tree{"components": []tree{row(tree{"type": 2, "style": 5, "label": "x"})}}), "components.0.components.0.url", "BASE_TYPE_REQUIRED"},
		"button outside a row": {mute(tree{"components": []tree{button("1")}}), "components.0.type", "UNION_TYPE_CHOICES"},
		"roles parsed, listed": {tree{"content": "x", "allowed_mentions": tree{"parse": []string{"roles"}, "roles": []string{"500000000000000001"}}}, "allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
		"v2 beside content":    {mute(tree{"content": "x", "flags": 1 << 15}), "flags", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
	} {
		t.Run(name, func(t *testing.T) {
			fake := discordfake.New()
			defer fake.Close()
			status, said := ask(t, fake, "POST", "/channels/"+room+"/messages", c.body)
			if status != 400 || said["code"] != 50035.0 || found(said, c.path) != c.code {
				t.Errorf("status %d, %v", status, said)
			}
			if len(fake.Sees(nour, room)) != 0 || len(fake.Complaints()) == 0 {
				t.Error("it stands there all the same, or nobody is told")
			}
		})
	}
}

func TestWhatIsRefusedOfCommands(t *testing.T) {
	option := func(more tree) tree {
		more["type"], more["description"] = 3, "x"
		return more
	}
	for name, c := range map[string]struct {
		command tree
		path    string
		code    string
	}{
		"upper case":              {tree{"name": "Draft", "description": "x"}, "0.name", "APPLICATION_COMMAND_INVALID_NAME"},
		"upper case in French":    {tree{"name": "draft", "description": "x", "name_localizations": tree{"fr": "Éditer"}}, "0.name_localizations.fr", "APPLICATION_COMMAND_INVALID_NAME"},
		"no description":          {tree{"name": "draft"}, "0.description", "BASE_TYPE_BAD_LENGTH"},
		"unknown locale":          {tree{"name": "draft", "description": "x", "description_localizations": tree{"fr-FR": "x"}}, "0.description_localizations.fr-FR", "BASE_TYPE_CHOICES"},
		"described menu":          {tree{"type": 3, "name": "Check", "description": "x"}, "0.description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID"},
		"required after optional": {tree{"name": "draft", "description": "x", "options": []tree{option(tree{"name": "a"}), option(tree{"name": "b", "required": true})}}, "0.options.1", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
		"two options of one name": {tree{"name": "draft", "description": "x", "options": []tree{option(tree{"name": "a"}), option(tree{"name": "a"})}}, "0.options.1.name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"},
		"8,000 in all": {tree{"name": "draft", "description": "x", "options": func() (all []tree) {
			for i := range 25 {
				choices := []tree{}
				for n := range 4 {
					choices = append(choices, tree{"name": fmt.Sprint(n) + strings.Repeat("x", 40), "value": strings.Repeat("v", 40)})
				}
				all = append(all, option(tree{"name": fmt.Sprint("o", i), "choices": choices}))
			}
			return all
		}()}, "0", "APPLICATION_COMMAND_TOO_LARGE"},
	} {
		t.Run(name, func(t *testing.T) {
			fake := discordfake.New()
			defer fake.Close()
			status, said := ask(t, fake, "PUT", "/applications/"+fake.App+"/guilds/"+fake.Guild+"/commands", []tree{c.command})
			if status != 400 || said["code"] != 50035.0 || found(said, c.path) != c.code {
				t.Errorf("status %d, %v", status, said)
			}
		})
	}
}

// Who may what in a channel follows from everybody's role, the bot's own roles, and what the channel changes; what is missing decides
// between 50001 and 50013.
func TestPermissionsDependOnRoleAndChannel(t *testing.T) {
	const comms = "500000000000000002"
	words, drawn := mute(tree{"content": "x"}), mute(tree{"embeds": []tree{{"description": "x"}}})
	fake := discordfake.New()
	defer fake.Close()
	fake.AddChannel("200000000000000002", "closed")
	fake.SetRole(discordfake.Role{ID: comms, Name: "comms"})
	posts := func(what string, body any, channel string, wanted int, code any) {
		t.Helper()
		status, said := ask(t, fake, "POST", "/channels/"+channel+"/messages", body)
		if status != wanted || status != 200 && said["code"] != code {
			t.Errorf("%s: %d, %v", what, status, said)
		}
	}
	posts("everybody's role", drawn, room, 200, nil)
	fake.Overwrite(room, fake.Guild, false, 0, discordfake.EmbedLinks)
	posts("embeds denied", drawn, room, 403, 50013.0)
	posts("words without embeds", words, room, 200, nil)
	fake.Overwrite(room, comms, false, discordfake.EmbedLinks, 0)
	posts("a role that the bot does not have", drawn, room, 403, 50013.0)
	fake.GiveBot(comms)
	posts("a role that the channel lets in", drawn, room, 200, nil)
	fake.Overwrite(room, fake.Bot, true, 0, discordfake.SendMessages)
	posts("the bot itself denied", words, room, 403, 50013.0)
	fake.Overwrite(room, fake.Bot, true, 0, 0)
	posts("another channel", words, "200000000000000002", 200, nil)
	fake.Forbid("200000000000000002", true)
	posts("a channel not seen", words, "200000000000000002", 403, 50001.0)
	fake.SetRole(discordfake.Role{ID: comms, Name: "comms", Permissions: discordfake.Administrator})
	posts("an administrator", words, "200000000000000002", 200, nil)
	fake.GiveBot()
	fake.Forbid("200000000000000002", false)
	fake.Overwrite(room, fake.Guild, false, 0, discordfake.ReadHistory)
	if status, said := ask(t, fake, "GET", "/channels/"+room+"/messages/200000000000000009", nil); status != 403 || said["code"] != 50013.0 {
		t.Errorf("one message without the right to read back: %d, %v", status, said)
	}
	if err := fake.Command(nour, room, "x", nil); err == nil {
		t.Error("a command that nobody announced can be typed")
	}
}

// The official client of the Web API, against the workspace at SLACK_API. It ends with an error when anything is not as that client expects it.
import assert from 'node:assert/strict';
import { WebClient, LogLevel } from '@slack/web-api';

const options = { slackApiUrl: process.env.SLACK_API, logLevel: LogLevel.ERROR, retryConfig: { retries: 1, minTimeout: 10, maxTimeout: 50 } };
const web = new WebClient(process.env.SLACK_TOKEN, options);
const channel = 'C01GENERAL';

const me = await web.auth.test();
assert.equal(me.user_id, 'U0PORTEVOIX');
await assert.rejects(new WebClient('xoxb-wrong', options).auth.test(), (e) => e.code === 'slack_webapi_platform_error' && e.data.error === 'invalid_auth');
await assert.rejects(web.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' }), (e) => e.data.error === 'channel_not_found');
await assert.rejects(web.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'section', text: { type: 'plain_text', text: 'x'.repeat(3001) } }] }), (e) => e.data.error === 'invalid_blocks');

const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'Collecte de sang samedi' } }];
const metadata = { event_type: 'a_delivery', event_payload: { id: 'd_1' } };
const sent = await web.chat.postMessage({ channel, text: 'Collecte', blocks, metadata, unfurl_links: false });
assert.ok(sent.ts && sent.message.blocks[0].block_id);
const found = await web.conversations.history({ channel, include_all_metadata: true, limit: 5 });
assert.deepEqual(found.messages[0].metadata, metadata);
assert.equal((await web.conversations.history({ channel })).messages[0].metadata, undefined);
assert.ok((await web.chat.getPermalink({ channel, message_ts: sent.ts })).permalink);
await web.chat.update({ channel, ts: sent.ts, text: 'Collecte reportée' });
const changed = (await web.conversations.history({ channel })).messages[0];
assert.equal(changed.text, 'Collecte reportée');
assert.equal(changed.blocks, undefined);
await web.chat.postMessage({ channel, text: 'réponse', thread_ts: sent.ts });
assert.equal((await web.conversations.replies({ channel, ts: sent.ts })).messages.length, 2);
await web.chat.postEphemeral({ channel, user: 'U01ALICE', text: 'pour vous' });
await web.chat.delete({ channel, ts: sent.ts });
await assert.rejects(web.chat.delete({ channel, ts: sent.ts }), (e) => e.data.error === 'message_not_found');

assert.equal((await web.users.info({ user: 'U02BASMA', include_locale: true })).user.locale, 'fr-FR');
const names = [];
for await (const page of web.paginate('conversations.list', { limit: 1 })) names.push(...page.channels.map((c) => c.name));
assert.deepEqual(names, ['general', 'communication']);
assert.equal((await web.conversations.open({ users: 'U01ALICE' })).channel.id[0], 'D');
await web.views.publish({ user_id: 'U01ALICE', view: { type: 'home', blocks } });
await assert.rejects(web.views.open({ trigger_id: 'none', view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks } }), (e) => e.data.error === 'invalid_trigger_id');

const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const upload = await web.filesUploadV2({ file: picture, filename: 'point.png', channel_id: channel });
const id = upload.files[0].files[0].id;
assert.equal((await web.files.info({ file: id })).file.size, picture.length);
await web.chat.postMessage({ channel, text: 'image', blocks: [{ type: 'image', slack_file: { id }, alt_text: 'un point' }] });

// The next calls meet a limit and a failing server: the client waits and tries again by itself.
console.log('faults');
await new Promise((go) => process.stdin.once('data', go));
let limited = 0;
web.on('rate_limited', () => limited++);
await web.chat.postMessage({ channel, text: 'après la limite' });
assert.equal(limited, 1);
await web.chat.postMessage({ channel, text: "après l'erreur" });
console.log('passed');
process.exit(0);

// The official Socket Mode client as an app: it opens a form for /form, points at its field once, answers a button, and says "heard" for events.
import { SocketModeClient, LogLevel } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';

const slackApiUrl = process.env.SLACK_API;
const web = new WebClient(process.env.SLACK_TOKEN, { slackApiUrl, logLevel: LogLevel.ERROR });
const app = new SocketModeClient({ appToken: process.env.SLACK_APP_TOKEN, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl } });
const say = (what) => console.log(what);
const form = {
  type: 'modal', callback_id: 'form', title: { type: 'plain_text', text: 'Form' }, submit: { type: 'plain_text', text: 'Send' },
  blocks: [{ type: 'input', block_id: 'beds', label: { type: 'plain_text', text: 'Beds' }, element: { type: 'plain_text_input', action_id: 'beds' } }],
};
app.on('connected', () => say('connected'));
app.on('slash_commands', async ({ body, ack }) => {
  if (body.command !== '/form') return ack({ text: `echo: ${body.text}` });
  await ack();
  await web.views.open({ trigger_id: body.trigger_id, view: form });
});
app.on('interactive', async ({ body, ack }) => {
  if (body.type === 'view_submission') {
    const beds = body.view.state.values.beds.beds.value;
    if (!/^\d+$/.test(beds)) return ack({ response_action: 'errors', errors: { beds: 'in figures' } });
    await ack({});
    const button = { type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } };
    return web.chat.postMessage({ channel: 'C01GENERAL', text: `${beds} beds`, blocks: [{ type: 'actions', elements: [button] }] });
  }
  await ack();
  if (body.type === 'block_actions') await fetch(body.response_url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ replace_original: true, text: 'pressed' }) });
  say(`interactive ${body.type}`);
});
app.on('slack_event', async ({ ack, body, type, retry_num }) => {
  if (type !== 'events_api') return;
  await ack();
  say(`event ${body.event.type} ${retry_num ?? 0}`);
});
process.stdin.on('end', async () => { await app.disconnect(); process.exit(0); });
process.stdin.resume();
await app.start();

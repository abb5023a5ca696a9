// An app on Bolt that only echoes: what we measure our acknowledgements against.
import bolt from '@slack/bolt';

const app = new bolt.App({
  token: process.env.SLACK_TOKEN, appToken: process.env.SLACK_APP_TOKEN, socketMode: true, logLevel: bolt.LogLevel.ERROR,
  clientOptions: { slackApiUrl: process.env.SLACK_API },
});
app.command('/echo', async ({ command, ack }) => { await ack(`echo: ${command.text}`); });
process.stdin.on('end', async () => { await app.stop(); process.exit(0); });
process.stdin.resume();
await app.start();

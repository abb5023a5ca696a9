// A Discord that Portevoix did not write, driven from the test over HTTP: POST /{verb} with JSON.
import http from 'node:http'
import { DigitalDiscord } from 'discord-digital-twin'

const guild = '100000000000000001'
const twin = new DigitalDiscord({
  guild: { id: guild, name: 'CH de Valombre', ownerId: '300000000000000001' },
  channels: [['200000000000000001', 'general'], ['200000000000000002', 'approvals'], ['200000000000000003', 'urgent']].map(([id, name]) => ({ id, name, type: 0 })),
  users: [{ id: '300000000000000001', username: 'alice' }, { id: '300000000000000002', username: 'bob' }],
  botUser: { id: '400000000000000001', username: 'portevoix' },
  botToken: 'twin-token',
})
await twin.start()

const as = (a) => twin.channel(a.channel).user(a.user)
const verbs = {
  slash: (a) => as(a).runSlashCommand({ name: a.name, options: a.options ?? [] }),
  press: (a) => as(a).clickButton({ messageId: a.message, customId: a.id }),
  submit: (a) => as(a).submitModal({ customId: a.id, fields: a.fields }),
  menu: (a) => twin.simulateInteraction({ type: 2, channelId: a.channel, userId: a.user, data: { id: '500000000000000001', name: a.name, type: 3, target_id: a.message.id, resolved: { messages: { [a.message.id]: a.message } } } }),
  write: (a) => as(a).sendMessage({ content: a.content }),
  messages: (a) => twin.channel(a.channel).getMessages(),
  response: (a) => twin.channel(a.channel).getInteractionResponse(a.interaction),
}
const control = http.createServer(async (req, res) => {
  let body = ''
  for await (const chunk of req) body += chunk
  try {
    res.end(JSON.stringify(await verbs[req.url.slice(1)](JSON.parse(body || '{}'))))
  } catch (e) {
    res.statusCode = 500
    res.end(String(e?.stack ?? e))
  }
})
control.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ control: control.address().port, api: twin.restUrl, gateway: twin.gatewayUrl })))
process.on('SIGINT', () => process.exit(0))

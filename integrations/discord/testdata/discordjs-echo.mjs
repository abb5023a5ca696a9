// A bot in discord.js that only echoes: what we measure our acknowledgements against.
import { Client, GatewayIntentBits, Events, MessageFlags, SlashCommandBuilder, REST, Routes } from 'discord.js'

const [base, token, app, guild] = process.argv.slice(-4)
const rest = { api: base + '/api', version: '10' }
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest })
client.on(Events.ClientReady, async () => {
  const echo = new SlashCommandBuilder().setName('echo').setDescription('says it again').addStringOption((o) => o.setName('text').setDescription('what'))
  await new REST(rest).setToken(token).put(Routes.applicationGuildCommands(app, guild), { body: [echo.toJSON()] })
})
client.on(Events.InteractionCreate, (i) => i.reply({ content: 'echo ' + i.options.getString('text'), flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } }))
process.stdin.on('end', () => client.destroy().then(() => process.exit(0)))
process.stdin.resume()
client.login(token)

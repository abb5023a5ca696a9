// A small bot in discord.js: it shows that the fake speaks Discord's language to somebody who has never heard of it.
import {
  Client, GatewayIntentBits, Events, MessageFlags, ModalBuilder, LabelBuilder, TextInputBuilder, TextInputStyle, ButtonBuilder, ButtonStyle, ActionRowBuilder,
  SlashCommandBuilder, ContextMenuCommandBuilder, ApplicationCommandType, REST, Routes,
} from 'discord.js'

const [base, token, app, guild] = process.argv.slice(-4)
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: base + '/api', version: '10' } })
const say = (line) => process.stdout.write(line + '\n')

client.on(Events.ClientReady, async () => {
  const rest = new REST({ api: base + '/api', version: '10' }).setToken(token)
  await rest.put(Routes.applicationGuildCommands(app, guild), { body: [
    new SlashCommandBuilder().setName('echo').setDescription('says it again').addStringOption((o) => o.setName('text').setDescription('what').setAutocomplete(true)),
    new SlashCommandBuilder().setName('form').setDescription('asks'),
    new ContextMenuCommandBuilder().setName('Look').setType(ApplicationCommandType.Message),
  ].map((c) => c.toJSON()) })
  say('ready')
})
client.on(Events.ShardResume, () => say('resumed'))
client.on(Events.Error, (e) => say('error ' + e.message))
client.on(Events.InteractionCreate, async (i) => {
  try {
    if (i.isAutocomplete()) return await i.respond([{ name: 'one ' + i.options.getFocused(), value: 'one' }])
    if (i.isMessageContextMenuCommand()) return await i.reply({ content: 'looked at ' + i.targetMessage.content, flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } })
    if (i.isChatInputCommand() && i.commandName === 'form') {
      const input = new TextInputBuilder().setCustomId('words').setStyle(TextInputStyle.Short)
      return await i.showModal(new ModalBuilder().setCustomId('m').setTitle('Form').addLabelComponents(new LabelBuilder().setLabel('Words').setTextInputComponent(input)))
    }
    if (i.isChatInputCommand()) {
      await i.deferReply({ flags: MessageFlags.Ephemeral })
      const button = new ButtonBuilder().setCustomId('b').setLabel('Press').setStyle(ButtonStyle.Primary)
      await i.editReply({ content: 'echo ' + i.options.getString('text'), components: [new ActionRowBuilder().addComponents(button)], allowedMentions: { parse: [] } })
      return await i.followUp({ content: 'and more', flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } })
    }
    if (i.isButton()) return await i.update({ content: 'pressed by ' + i.user.id, components: [], allowedMentions: { parse: [] } })
    if (i.isModalSubmit()) return await i.reply({ content: 'form ' + i.fields.getTextInputValue('words'), flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } })
  } catch (e) {
    say('error ' + e.message)
  }
})
process.stdin.on('end', () => client.destroy().then(() => process.exit(0)))
process.stdin.resume()
client.login(token)

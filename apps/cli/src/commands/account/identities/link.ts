import { defineCommand } from '../../../command/define.ts'
import { required } from '../../../command/parameter.ts'
import { throughBrowser } from './through-browser.ts'

export const linkIdentity = defineCommand({
  name: 'link',
  summary: 'Link an identity at a provider, which logs you in from then on',
  description: 'Prints an address to open in a browser, and waits until you come back from there.',
  arguments: { provider: required('Which; "larder account providers" lists them') },
  examples: [['account link example'], ['login --with example', 'From then on']],
  async run({ output, connect }, { provider }) {
    const { identities } = (await connect()).accounts
    const finish = await throughBrowser(
      (redirectUri) => identities.beginLink({ provider, redirectUri }),
      output.note,
    )
    const identity = await identities.link(finish)
    output.answer(
      `Your identity at ${identity.label} is linked, as ${identity.id}. It logs you in from now on.`,
      identity,
    )
  },
})

import { defineCommand } from '../../../command/define.ts'
import { pictureInWords } from '../../../output/picture.ts'
import { publicFieldsInWords } from './fields.ts'

export const showAccount = defineCommand({
  name: 'show',
  summary: 'Show your profile, and what of it everybody may see',
  examples: [['account show'], ['account show --json | jq -r .biography']],
  async run({ output, connect }) {
    const { accounts } = await connect()
    const [{ email, emailVerified }, profile] = [
      await accounts.whoAmI(),
      await accounts.profile.get(),
    ]
    output.record({ email, emailVerified, ...profile }, [
      ['E-mail', emailVerified ? `${email} (verified)` : email],
      ['Username', profile.username],
      ['Name', profile.displayName],
      ['First name', profile.firstName || null],
      ['Middle name', profile.middleName || null],
      ['Last name', profile.lastName || null],
      ['Birth date', profile.birthDate],
      ['Biography', profile.biography || null],
      ['Picture', pictureInWords(profile.picture)],
      ['Language', profile.language],
      ['Time zone', profile.timeZone],
      ['Public', inWords(profile)],
    ])
  },
})

function inWords({ username, publicFields }: { username: string | null; publicFields: string[] }) {
  if (username === null) return 'nothing, without a username'
  return ['username', 'name', publicFieldsInWords(publicFields)].filter(Boolean).join(', ')
}

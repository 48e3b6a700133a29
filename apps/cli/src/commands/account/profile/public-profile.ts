import { defineCommand } from '../../../command/define.ts'
import { required } from '../../../command/parameter.ts'
import { pictureInWords } from '../../../output/picture.ts'

export const publicProfile = defineCommand({
  name: 'profile',
  summary: 'Show what somebody shows of themselves to everybody',
  arguments: { username: required('Whose, by their username') },
  examples: [['account profile ada'], ['account profile ada --json']],
  async run({ output, connect }, { username }) {
    const { accounts } = await connect()
    const profile = await accounts.profile.byUsername({ username })
    const names = [profile.firstName, profile.middleName, profile.lastName].filter(Boolean)
    output.record(profile, [
      ['Username', profile.username],
      ['Name', profile.displayName],
      ['In full', names.join(' ') || null],
      ['Birth date', profile.birthDate],
      ['Biography', profile.biography],
      ['Picture', pictureInWords(profile.picture)],
      ['Language', profile.language],
      ['Time zone', profile.timeZone],
    ])
  },
})

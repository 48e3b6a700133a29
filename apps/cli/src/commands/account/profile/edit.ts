import { defineCommand } from '../../../command/define.ts'
import { choice, option, optionalFile } from '../../../command/parameter.ts'
import { day } from '../../../command/parse.ts'
import { readText } from '../../../input/file.ts'
import { usageProblem } from '../../../problem.ts'
import { publicFields } from './fields.ts'

export const editAccount = defineCommand({
  name: 'edit',
  summary: 'Change your profile',
  description:
    'Only what is given changes; an empty value ("") takes a first, middle or last name or the biography away. With a username there is a public profile: it shows username and name, and what --public says.',
  options: {
    username: option('<name>', '3 to 30 of a-z, 0-9 and ._- between them; "none" gives it up'),
    name: option('<name>', 'How others see you'),
    firstName: option('<name>', 'Your first name'),
    middleName: option('<name>', 'Your middle name'),
    lastName: option('<name>', 'Your last name'),
    birthDate: option('<day>', 'When you were born, YYYY-MM-DD; "none" takes it away', dayOrNone),
    biography: option('<text>', 'Something about you'),
    biographyFile: { ...optionalFile('The same from a file, or "-"'), placeholder: '<file>' },
    language: choice('<language>', ['en', 'fr'], 'Your language'),
    timeZone: option('<zone>', 'What decides which day it is, such as Europe/Paris'),
    public: option('<fields>', 'What everybody may see, such as biography,time-zone', publicFields),
  },
  examples: [
    ['account edit --username ada --public biography,time-zone'],
    ['account edit --biography-file about-me.txt'],
    ['account edit --public none', 'Shows no more than username and name'],
    ['account edit --birth-date 1984-02-29 --last-name ""'],
  ],
  async run({ output, connect }, { username, name, biographyFile, public: shown, ...given }) {
    if (biographyFile !== undefined && given.biography !== undefined) {
      throw usageProblem('Give either --biography or --biography-file.')
    }
    const changes = withoutUndefined({
      ...given,
      username: username === 'none' ? null : username,
      displayName: name,
      biography: biographyFile === undefined ? given.biography : await readText(biographyFile),
      publicFields: shown,
    })
    if (Object.keys(changes).length === 0) {
      throw usageProblem('Say what to change.', 'See: larder account edit --help')
    }
    const { accounts } = await connect()
    output.answer('Your profile is changed.', await accounts.profile.edit(changes))
  },
})

function dayOrNone(text: string): string | null {
  return text === 'none' ? null : day(text)
}

function withoutUndefined<T extends object>(changes: T): T {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as T
}

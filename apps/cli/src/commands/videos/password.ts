import { readSecrets } from '../../input/standard-input.ts'
import { askNewPassword } from '../../input/terminal.ts'
import { usageProblem } from '../../problem.ts'

/** The password that is to open a video, for the privacy that has one: asked for, or from standard input. */
export async function passwordFor(
  privacy: string | undefined,
  isOnStdin: boolean,
): Promise<string | undefined> {
  if (privacy !== 'password') {
    if (isOnStdin) throw usageProblem('--password-stdin goes with --privacy password.')
    return undefined
  }
  if (!isOnStdin) {
    return askNewPassword('Password of the video', 'Give it with --password-stdin.')
  }
  const [password] = await readSecrets('--password-stdin', ['the password'])
  return password
}

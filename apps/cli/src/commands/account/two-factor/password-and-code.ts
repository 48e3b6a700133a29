import { readSecrets } from '../../../input/standard-input.ts'
import { ask, askSecret } from '../../../input/terminal.ts'

const INSTEAD = 'Give password and code with --stdin.'

/** Asks for both, or reads them as two lines. */
export async function passwordAndCode(
  fromStandardInput: boolean,
): Promise<{ password: string; code: string }> {
  const [password = '', code = ''] = fromStandardInput
    ? await readSecrets('--stdin', ['the password', 'the code'])
    : [await askSecret('Password', INSTEAD), await ask('Code', INSTEAD)]
  return { password, code }
}

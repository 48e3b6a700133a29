import { defineCommand } from '../../command/define.ts'
import { choice, option, requiredFiles } from '../../command/parameter.ts'
import { bytesInWords } from '../../output/bytes.ts'
import { usageProblem } from '../../problem.ts'
import { kinds } from './kinds.ts'

export const uploadFiles = defineCommand({
  name: 'upload',
  summary: 'Upload files',
  description:
    'Without --as, pictures become pictures and all else is kept as it is. A picture or avatar is written anew: upright, without what it says about place and camera, in several sizes. When the connection breaks it goes on by itself; when it was broken off with Ctrl-C or worse, the same command goes on with what is missing, for about a day.',
  arguments: { paths: requiredFiles('The files; - for standard input') },
  options: {
    as: choice('<kind>', kinds, 'Keep it as it is (file), or write it anew to be shown'),
    name: option('<name>', 'What to call it, when it is one; by default as it is called here'),
  },
  examples: [
    ['files upload holiday.jpg'],
    ['files upload --as file *.pdf', 'Each is kept byte by byte'],
    ['files upload - --name backup.tar.gz < backup.tar.gz'],
    ['files upload invoice.pdf --json | jq .id'],
  ],
  async run(context, { paths, as, name }) {
    if (name !== undefined && paths.length > 1) {
      throw usageProblem('--name is for one file.', 'Upload them one by one, or rename them later.')
    }
    const { output, connect } = context
    const { parcelOf, sendParcel } = await import('../../transfer/send-file.ts')
    // All of them are looked at before the first is sent.
    const parcels = []
    for (const path of paths) parcels.push(await parcelOf(path, { name, as }, context))
    const larder = await connect()
    for (const parcel of parcels) {
      const file = await sendParcel(larder, parcel).catch((error: unknown) => {
        throw paths.length > 1 ? naming(parcel.label, error) : error
      })
      const what = `${file.mediaType}, ${bytesInWords(file.size)}`
      output.line(`${parcel.label} is file ${file.id}: "${file.name}" (${what}).`, file)
    }
  },
})

/** Says which of several it was. */
function naming(label: string, error: unknown): unknown {
  if (error instanceof Error) error.message = `${label}: ${error.message}`
  return error
}

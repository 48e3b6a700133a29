import { defineCommand } from '../../command/define.ts'
import { flag, option, optionalFile, required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { bytesInWords } from '../../output/bytes.ts'

export const downloadFile = defineCommand({
  name: 'download',
  summary: 'Download a file',
  description:
    'By default into this folder, under the name that it has on the server, without anything in it that means something to this computer. A file that exists is left alone. Broken off, the same command goes on with what is missing.',
  arguments: { file: required('Its id', id) },
  options: {
    output: {
      ...optionalFile('Where to write it; - for standard output'),
      placeholder: '<file>',
      letter: 'o',
    },
    rendition: option('<label>', 'A picture in another size, such as thumbnail'),
    force: flag('Replace the file if there is one'),
  },
  examples: [
    ['files download 12'],
    ['files download 12 -o mine.pdf --force'],
    ['files download 12 --rendition thumbnail -o small.webp'],
    ['files download 12 -o - | tar tz'],
  ],
  async run({ output, connect, settings }, { file: fileId, output: path, rendition, force }) {
    const larder = await connect()
    const { printFile, receiveFile } = await import('../../transfer/receive-file.ts')
    if (path === '-') return printFile(larder, fileId, rendition)
    const wishes = { rendition, force, retries: 3 * settings.retries }
    const received = await receiveFile(larder, fileId, path, wishes)
    output.answer(
      `File ${fileId} is in ${received.file} (${received.mediaType}, ${bytesInWords(received.bytes)}).`,
      received,
    )
  },
})

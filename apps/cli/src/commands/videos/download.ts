import { defineCommand } from '../../command/define.ts'
import { flag, optionalFile, required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'
import { bytesInWords } from '../../output/bytes.ts'

export const downloadVideo = defineCommand({
  name: 'download',
  summary: 'Download a video',
  description:
    'By default into this folder, under its title, without anything in it that means something to this computer. A file that exists is left alone. Broken off, the same command goes on with what is missing.',
  arguments: { video: required('Its id, or a link to it', video) },
  options: {
    output: {
      ...optionalFile('Where to write it; - for standard output'),
      placeholder: '<file>',
      letter: 'o',
    },
    force: flag('Replace the file if there is one'),
  },
  examples: [
    ['videos download dQw4w9WgXcQ'],
    ['videos download dQw4w9WgXcQ -o loaf.mp4 --force'],
    ['videos download dQw4w9WgXcQ -o - | mpv -'],
  ],
  async run({ output, connect, settings }, { video: wanted, output: path, force }) {
    const larder = await connect()
    const { printVideo, receiveVideo } = await import('../../transfer/receive-file.ts')
    if (path === '-') return printVideo(larder, wanted)
    const wishes = { force, retries: 3 * settings.retries }
    const received = await receiveVideo(larder, wanted, path, wishes)
    output.answer(
      `Video ${wanted.id} is in ${received.file} (${received.mediaType}, ${bytesInWords(received.bytes)}).`,
      received,
    )
  },
})

import { InvalidArgumentError } from 'commander'
import { defineCommand } from '../../command/define.ts'
import type { Parse } from '../../command/parameter.ts'
import { option, optionalFile, required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'
import { lengthInWords } from '../../output/length.ts'
import { usageProblem } from '../../problem.ts'

/** A place in a video as players show it, in milliseconds: "9", "0:09", "1:02:05". */
const place: Parse<number> = (text) => {
  if (!/^\d{1,5}(?::\d{1,2}){0,2}(?:\.\d{1,3})?$/.test(text)) {
    throw new InvalidArgumentError('Write it like 0:09 or 1:02:05.')
  }
  const seconds = text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return Math.round(seconds * 1_000)
}

export const videoThumbnail = defineCommand({
  name: 'thumbnail',
  summary: 'Show the pictures of a video, or choose which one stands for it',
  arguments: {
    video: required('Its id', video),
    picture: optionalFile('A picture of your own: JPEG, PNG, WebP, GIF, AVIF or TIFF'),
  },
  options: {
    use: option('<label>', 'One of its pictures, such as thumbnail-2'),
    at: option('<place>', 'What is to be seen there, such as 0:09', place),
  },
  examples: [
    ['videos thumbnail dQw4w9WgXcQ'],
    ['videos thumbnail dQw4w9WgXcQ --use thumbnail-2'],
    ['videos thumbnail dQw4w9WgXcQ --at 0:09'],
    ['videos thumbnail dQw4w9WgXcQ loaf.jpg'],
  ],
  async run(context, { video: wanted, picture, use, at }) {
    if ([picture, use, at].filter((wish) => wish !== undefined).length > 1) {
      throw usageProblem('Give a picture, --use or --at, not several.')
    }
    const { output, connect } = context
    const larder = await connect()
    const { thumbnail } = larder.videos
    const { id } = wanted
    if (at !== undefined) {
      const made = await thumbnail.at({ id, atMs: at })
      return output.answer(
        `The picture at ${lengthInWords(at)} of "${made.title}" is made, and stands for it in a moment.`,
        made,
      )
    }
    if (use !== undefined) {
      const chosen = await thumbnail.choose({ id, label: use })
      return output.answer(`"${chosen.title}" is shown with ${chosen.thumbnail}.`, chosen)
    }
    if (picture !== undefined) {
      const { sendPicture } = await import('../../transfer/send-avatar.ts')
      const set = await sendPicture(context, larder, picture, (fileId) =>
        thumbnail.set({ id, fileId }),
      )
      return output.answer(`"${set.title}" is shown with ${picture}.`, set)
    }
    const { pictures, thumbnail: inUse } = await larder.videos.get(wanted)
    await output.list(pictures, {
      columns: [
        { title: 'LABEL', value: ({ label }) => label },
        { title: 'PIXELS', value: ({ width, height }) => `${width} × ${height}` },
        { title: 'STANDS FOR IT', value: ({ label }) => (label === inUse ? 'yes' : '') },
      ],
      empty: 'There are none (yet). How far it is: larder videos show',
    })
  },
})

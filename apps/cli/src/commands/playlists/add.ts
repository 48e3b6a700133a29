import { defineCommand } from '../../command/define.ts'
import { option, required } from '../../command/parameter.ts'
import { wholeNumber } from '../../command/parse.ts'
import { playlist, video } from '../../command/video-reference.ts'

export const addToPlaylist = defineCommand({
  name: 'add',
  summary: 'Put a video into a playlist of yours',
  arguments: {
    playlist: required('Its id', playlist),
    video: required('The id of the video', video),
  },
  options: { place: option('<place>', 'From 1 (default: at the end)', wholeNumber(1)) },
  examples: [
    ['playlists add PLQw4w9WgXc dQw4w9WgXcQ'],
    ['playlists add PLQw4w9WgXc dQw4w9WgXcQ --place 1'],
  ],
  async run({ output, connect }, { playlist: id, video: wanted, place }) {
    const larder = await connect()
    const changed = await larder.playlists.add({
      id,
      videoId: wanted.id,
      grant: wanted.grant,
      place: place && place - 1,
    })
    output.answer(`It is in "${changed.title}", with ${changed.videos} in all.`, changed)
  },
})

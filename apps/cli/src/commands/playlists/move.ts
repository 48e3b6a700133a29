import { defineCommand } from '../../command/define.ts'
import { required, requiredOption } from '../../command/parameter.ts'
import { wholeNumber } from '../../command/parse.ts'
import { playlist, video } from '../../command/video-reference.ts'

export const moveInPlaylist = defineCommand({
  name: 'move',
  summary: 'Move a video to another place in a playlist of yours',
  arguments: {
    playlist: required('Its id', playlist),
    video: required('The id of the video', video),
  },
  options: { place: requiredOption('<place>', 'Where it is afterwards, from 1', wholeNumber(1)) },
  examples: [['playlists move PLQw4w9WgXc dQw4w9WgXcQ --place 3']],
  async run({ output, connect }, { playlist: id, video: wanted, place }) {
    const larder = await connect()
    const changed = await larder.playlists.move({ id, videoId: wanted.id, place: place - 1 })
    output.answer(
      `It is at place ${Math.min(place, changed.videos)} of "${changed.title}".`,
      changed,
    )
  },
})

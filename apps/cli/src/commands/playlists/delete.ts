import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { playlist } from '../../command/video-reference.ts'

export const deletePlaylist = defineCommand({
  name: 'delete',
  summary: 'Delete a playlist of yours for ever; the videos in it stay',
  arguments: { playlist: required('Its id', playlist) },
  examples: [['playlists delete PLQw4w9WgXc']],
  async run({ output, connect }, { playlist: id }) {
    const larder = await connect()
    output.answer(`Playlist ${id} is deleted.`, await larder.playlists.delete({ id }))
  },
})

import { defineCommand } from '../../command/define.ts'
import { flag, option, optionalFile, required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'
import { readText } from '../../input/file.ts'
import { usageProblem } from '../../problem.ts'

export const videoCaptions = defineCommand({
  name: 'captions',
  summary: 'List the captions of a video, print or remove those in a language, or give it some',
  description:
    'Captions are WebVTT, one for each language. New ones take the place of those that it had in their language.',
  arguments: {
    video: required('Its id, or a link to it', video),
    captions: optionalFile(
      'A WebVTT file of a language, for a video of yours; - for standard input',
    ),
  },
  options: {
    language: option('<language>', 'Which one, such as en or pt-BR'),
    label: option('<text>', 'What people choose them by (default: the name of the language)'),
    remove: flag('Remove those in that language'),
  },
  examples: [
    ['videos captions dQw4w9WgXcQ'],
    ['videos captions dQw4w9WgXcQ loaf.en.vtt --language en'],
    ['videos captions dQw4w9WgXcQ --language en > loaf.en.vtt'],
    ['videos captions dQw4w9WgXcQ --language en --remove'],
  ],
  async run(context, { video: wanted, captions: path, language, label, remove }) {
    const { output, connect } = context
    if (language === undefined && (path !== undefined || remove || label !== undefined)) {
      throw usageProblem('Say in which language they are: --language en')
    }
    if (remove && path !== undefined) throw usageProblem('Give either a file or --remove.')
    const vtt = path === undefined ? undefined : await readText(path)
    const larder = await connect()
    const { captions } = larder.videos
    const { id } = wanted
    if (language === undefined) {
      const { captions: known } = await larder.videos.get(wanted)
      return output.list(known, {
        columns: [
          { title: 'LANGUAGE', value: (each) => each.language },
          { title: 'LABEL', value: (each) => each.label },
        ],
        empty: `There are none. Give it some: larder videos captions ${id} loaf.en.vtt --language en`,
      })
    }
    if (remove) {
      const done = await captions.remove({ id, language })
      return output.answer(`Video ${id} has no captions in ${language} now.`, done)
    }
    if (vtt === undefined) {
      const found = await captions.get({ ...wanted, language })
      return output.isJson ? output.json(found) : output.raw(found.vtt)
    }
    const name = label ?? nameOf(language)
    const changed = await captions.put({ id, language, label: name, vtt })
    output.answer(`"${changed.title}" has captions in ${language}: "${name}".`, changed)
  },
})

/** "pt-BR" is "Brazilian Portuguese". */
function nameOf(language: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}

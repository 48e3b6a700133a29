/** What captions (WebVTT) say, without their times, styles and notes. */
export function spokenIn(vtt: string): string {
  const blocks = vtt.replaceAll(/\r\n?/g, '\n').split(/\n{2,}/)
  return blocks.flatMap(textOf).join('\n')
}

function textOf(block: string): string[] {
  const lines = block.split('\n')
  const time = lines.findIndex((line) => line.includes('-->'))
  if (time < 0 || /^(?:NOTE|STYLE|REGION)\b/.test(block)) return []
  const text = lines.slice(time + 1).join('\n')
  return [text.replaceAll(/<[^<>]*>/g, '').replaceAll(/&#?\w{1,8};/g, ' ')]
}

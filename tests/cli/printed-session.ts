/** A line of a session as a page prints it, and what it says came of it. */
export interface Step {
  line: string
  printed: string
}

/** What follows each `$` in the blocks of a page, up to the next. */
export function printedSteps(text: string): Step[] {
  const blocks = [...text.matchAll(/^```\n(.*?)^```/gms)].map(([, block]) => block ?? '')
  return blocks
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((step) => {
      const end = step.indexOf('\n')
      return { line: step.slice(0, end), printed: step.slice(end + 1) }
    })
}

/** Without what depends on the day and on the port, or cannot be seen. */
export function timeless(text: string): string {
  return text
    .replaceAll(/\d+ days ago/g, 'some days ago')
    .replaceAll(/\b20(2[6-9]|[3-9]\d)-\d\d-\d\d( \d\d:\d\d)?\b/g, 'a day')
    .replaceAll(/ +$/gm, '')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://127.0.0.1:3000')
}

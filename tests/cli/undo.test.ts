import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { Shell } from './shell.ts'

const larder = await startLarder()
let shell: Shell
let ada: Person
let peas: number

interface Entry {
  id: number
  type: string
  undoneBy: number | null
}

beforeEach(async () => {
  ada = await larder.person('ada')
  shell = Shell.open(larder.url)
  await shell.logIn(ada)
  const attic = await ada.freezer({ name: 'attic' })
  peas = (await ada.product(attic)).id
  await shell.out(`larder products move ${peas} --box 2`)
})

describe('Given something that was done', () => {
  test('when it is undone and redone by its number, then each says what it is now', async () => {
    const { id } = await entry('ProductMoved')
    const moved = '"peas" moved from box 1, number 1 to box 2, number 1'
    const [from, to] = ['box 1, number 1 of "attic"', 'box 2, number 1 of "attic"']
    expect(await shell.out(`larder undo ${id} --dry-run`)).toBe(
      `It would be undone: ${moved}. Then place: ${from} (not ${to}).\n`,
    )
    expect(await box()).toBe(2)
    expect(await shell.out(`larder undo ${id}`)).toMatch(
      new RegExp(`^It is undone: ${moved}. Now place: .*To turn that round: larder undo \\d+\n$`),
    )
    expect(await box()).toBe(1)
    expect(await entry('ProductMoved')).toMatchObject({
      undoneBy: (await entry('ActionUndone')).id,
    })
    expect(await shell.out(`larder redo ${id}`)).toContain(`It is done again: ${moved}.`)
    expect(await box()).toBe(2)
  })

  test('when the number of the undoing is given, then that is undone and redone too', async () => {
    const { id } = await entry('ProductMoved')
    const { eventId } = (await shell.json(`larder undo ${id}`)) as { eventId: number }
    expect(await shell.json(`larder redo ${eventId} --dry-run`)).toMatchObject({ isRedo: true })
    expect(await shell.json(`larder undo ${eventId}`)).toMatchObject({ isRedo: true })
  })

  test('when the undoing is redone twice, then the second time nothing is turned round', async () => {
    const { id } = await entry('ProductMoved')
    const undone = (await shell.json(`larder undo ${id}`)) as { eventId: number }
    const redone = (await shell.json(`larder redo ${undone.eventId}`)) as { eventId: number }
    expect(await box()).toBe(2)
    const { code, stderr } = await shell.run(`larder redo ${undone.eventId}`)
    expect([code, stderr]).toEqual([
      5,
      `larder: Event ${redone.eventId} is not undone, so it cannot be done again.\nTo undo it: larder undo ${redone.eventId}\n`,
    ])
    expect(await box()).toBe(2)
  })

  test('when what is not undone is redone, then that cannot be, and what can is said', async () => {
    const { id } = await entry('ProductMoved')
    const { code, stderr } = await shell.run(`larder redo ${id}`)
    expect(code).toBe(5)
    expect(stderr).toBe(
      `larder: Event ${id} is not undone, so it cannot be done again.\nTo undo it: larder undo ${id}\n`,
    )
  })

  test('when something stands in the way, then it is listed in the order of undoing', async () => {
    const { id } = await entry('ProductAdded')
    await shell.out(`larder products out ${peas}`)
    const [out, moved] = [await entry('ProductTakenOut'), await entry('ProductMoved')]
    const { code, stdout, stderr } = await shell.run(`larder undo ${id}`)
    expect([code, stdout]).toEqual([5, ''])
    const [problem, titles, first, second, hint] = stderr.split('\n')
    expect(problem).toBe('larder: Nothing was changed: these later events stand in the way.')
    expect(titles).toBe('EVENT  WHAT')
    expect(first).toContain(`${out.id}  "peas" taken out`)
    expect(second).toContain(`${moved.id}  "peas" moved`)
    expect(hint).toBe('Undo them first, in this order.')
    expect(await shell.out(`larder undo ${id} --dry-run`)).toMatch(
      new RegExp(
        `^It could not be undone: .*Undo first, in this order: ${out.id} .*, ${moved.id} `,
      ),
    )
  })
})

describe('Given a history for people', () => {
  test('then it shows the number of each event, and by which it is undone', async () => {
    const { id } = await entry('ProductMoved')
    await shell.out(`larder undo ${id}`)
    const undoing = await entry('ActionUndone')
    const [titles, first, second] = (await shell.out('larder freezers history')).split('\n')
    expect(titles).toMatch(/^EVENT +WHEN +WHO +UNDONE BY +WHAT$/)
    expect(first).toMatch(new RegExp(`^ *${undoing.id} .* ada +undone: moving "peas"$`))
    expect(second).toMatch(new RegExp(`^ *${id} .* ada +${undoing.id} +"peas" moved`))
  })
})

async function entry(type: string): Promise<Entry> {
  const history = (await shell.json('larder freezers history --all')) as Entry[]
  const found = history.find((each) => each.type === type)
  if (!found) throw new Error(`There is no ${type}.`)
  return found
}

async function box(): Promise<number> {
  return (await ada.larder.freezers.products.get({ id: peas })).box
}

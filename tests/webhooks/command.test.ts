import { Webhook } from 'standardwebhooks'
import { beforeAll, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { Shell } from '../cli/shell.ts'
import { Receiver, status } from './receiver.ts'

const larder = await startLarder({ settings: { LARDER_WEBHOOK_NETWORKS: '127.0.0.0/8' } })
const ada = await larder.person('ada')
const shell = Shell.open(larder.url)
const receiver = await Receiver.start()

beforeAll(() => shell.logIn(ada))

describe('Given somebody at a terminal', () => {
  test('when they add a webhook, then its secret alone is printed, and it verifies what is sent', async () => {
    const added = await shell.run(
      `larder webhooks add ${receiver.url} --type ProductAdded --type ProductTakenOut --description "the kitchen"`,
    )
    expect(added).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^whsec_\S+\n$/),
      stderr: 'That is the secret of webhook 1. It will not be shown again: keep it safe.\n',
    })
    expect(await shell.out('larder webhooks list')).toBe(
      'ID  URL                          EVENTS                         STATE    WHAT FOR\n' +
        ` 1  ${receiver.url}  ProductAdded, ProductTakenOut  enabled  the kitchen\n`,
    )
    const tested = await shell.out('larder webhooks test 1')
    expect(tested).toBe('Delivery  1\nState     done\nOutcome   HTTP 204.\n')
    const { body = '', headers } = receiver.received[0] ?? {}
    const verifier = new Webhook(added.stdout.trim())
    expect(verifier.verify(body, headers as Record<string, string>)).toMatchObject({
      type: 'WebhookTested',
    })
    await ada.product(await ada.freezer())
    await receiver.waitFor(2)
    expect(receiver.types).toEqual(['WebhookTested', 'ProductAdded'])
  })

  test('when it is edited, shown and rotated, then all of that is said', async () => {
    expect(await shell.out('larder webhooks edit 1 --all-types --description ""')).toBe(
      `Webhook 1 is enabled; it gets all at ${receiver.url}.\n`,
    )
    expect(await shell.out('larder webhooks rotate-secret 1')).toMatch(/^whsec_\S+\n$/)
    const shown = await shell.out('larder webhooks show 1')
    expect(shown).toMatch(/^Id {14}1\n/)
    expect(shown).toMatch(/^Former secrets {2}good until \d{4}-\d\d-\d\d \d\d:\d\d$/m)
    expect(shown).not.toContain('whsec_')
    const ended = (await shell.json('larder webhooks rotate-secret 1 --end-former')) as object
    expect(ended).toMatchObject({ id: 1, formerSecretsEndAt: null })
  })

  test('when a delivery fails, then the test says so with code 1, and it can be sent again', async () => {
    receiver.script.push(status(500, 'not today'))
    expect(await shell.run('larder webhooks test 1')).toEqual({
      code: 1,
      stdout: expect.stringMatching(/State +waiting\nOutcome +HTTP 500: not today\n$/),
      stderr: '',
    })
    const [delivery] = (await shell.json('larder webhooks deliveries 1 --state waiting')) as {
      id: number
    }[]
    const before = receiver.received.length
    expect(await shell.out(`larder webhooks resend ${delivery?.id}`)).toBe(
      `Delivery ${delivery?.id} to webhook 1 is sent again.\n`,
    )
    await receiver.waitFor(before + 1)
    await expect
      .poll(() => shell.out('larder webhooks deliveries 1 --limit 1'), { timeout: 20_000 })
      .toMatch(new RegExp(`^ *${delivery?.id} .* WebhookTested +done +1 +HTTP 204\\.$`, 'm'))
  })

  test('when it is switched off and removed, then that is said', async () => {
    expect(await shell.out('larder webhooks edit 1 --disable')).toContain('is disabled;')
    const refused = await shell.run('larder webhooks test 1')
    expect(refused).toMatchObject({ code: 5, stdout: '' })
    expect(refused.stderr).toContain('Enable it first.')
    expect(await shell.out('larder webhooks remove 1')).toBe('Webhook 1 is removed.\n')
    expect(await shell.run('larder webhooks show 1')).toMatchObject({ code: 3 })
    const { stdout, stderr } = await shell.run('larder webhooks list')
    expect({ stdout, stderr }).toEqual({
      stdout: '',
      stderr: 'There is no webhook. Add one: larder webhooks add https://example.org/larder\n',
    })
  })

  test.each([
    ['larder webhooks edit 1', 'Say what to change.'],
    ['larder webhooks edit 1 --enable --disable', 'Give either --enable or --disable'],
    ['larder webhooks edit 1 --all-types --type ProductAdded', 'Give either --type or --all-types'],
    ['larder webhooks add https://example.org --type ProductEaten', 'types.0'],
    ['larder webhooks show kitchen', 'It must be an id'],
    ['larder webhooks deliveries 1 --state gone', 'Allowed choices are waiting, done, failed'],
  ])('when "%s" is typed, then it says what is wrong and ends with 2', async (line, says) => {
    const { code, stdout, stderr } = await shell.run(line)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(says)
  })

  test('when a private address is given, then it says who can allow it', async () => {
    const { code, stderr } = await shell.run('larder webhooks add https://192.168.1.1/hook')
    expect(code).toBe(1)
    expect(stderr).toContain('LARDER_WEBHOOK_NETWORKS')
  })
})

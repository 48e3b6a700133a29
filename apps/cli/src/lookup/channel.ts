import type { Larder, RouterOutputs } from '@larder/sdk'
import { notFoundProblem, usageProblem } from '../problem.ts'

type Channel = RouterOutputs['channels']['get']

/** The id of the channel with a handle. */
export async function channelIdOf(larder: Larder, handle: string): Promise<number> {
  return (await larder.channels.get({ handle })).id
}

/** The channel of one's own that videos go to: the one with that handle, or the only one. */
export async function ownChannel(larder: Larder, handle: string | undefined): Promise<Channel> {
  if (handle !== undefined) {
    const channel = await larder.channels.get({ handle })
    if (channel.isMine) return channel
    throw usageProblem(
      `@${channel.handle} is not your channel.`,
      'Yours: larder channels list --mine',
    )
  }
  const { items } = await larder.channels.mine({ limit: 10 })
  const [only, another] = items
  if (!only) {
    throw notFoundProblem(
      'You have no channel yet.',
      'Create one: larder channels create kitchen --name "Our kitchen"',
    )
  }
  if (!another) return only
  const handles = items.map((each) => each.handle).join(', ')
  throw usageProblem(
    'You have several channels: say which one with --channel.',
    `There are: ${handles}.`,
  )
}

/** A channel of one's own in the bin. */
export async function channelInBin(larder: Larder, handle: string): Promise<Channel> {
  for await (const channel of larder.channels.mine.all({ inBin: true })) {
    if (channel.handle.toLowerCase() === handle.toLowerCase()) return channel
  }
  throw notFoundProblem(
    `There is no channel @${handle} of yours in the bin.`,
    'There are: larder channels list --bin',
  )
}

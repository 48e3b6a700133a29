import type { RouterOutputs } from '@larder/sdk'
import { defineCommand } from '../../command/define.ts'
import { flag } from '../../command/parameter.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { localTime } from '../../output/local-time.ts'
import { failureInWords } from '../videos/words.ts'

type Notification = RouterOutputs['notifications']['list']['items'][number]

export const listNotifications = defineCommand({
  name: 'list',
  summary: 'List what you are told of, the newest first',
  options: { unread: flag('Only what you have not read'), ...pagingOptions },
  examples: [
    ['notifications list'],
    ['notifications list --unread'],
    ["notifications list --json | jq -r '.[].video.id'"],
  ],
  async run({ output, connect }, { unread, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    await output.list(larder.notifications.list.all({ unread, limit: pageSize }), {
      limit,
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'WHEN', value: ({ createdAt }) => localTime(createdAt) },
        { title: 'NEW', value: ({ isRead }) => (isRead ? '' : 'new') },
        { title: 'VIDEO', value: ({ video }) => video.id },
        { title: 'WHAT', value: inWords, wraps: true },
      ],
      empty: unread ? 'There is nothing new.' : 'You were told of nothing yet.',
    })
  },
})

function inWords({ kind, video: { title, channel }, comment, failure }: Notification): string {
  const who = comment?.author?.displayName ?? 'Somebody'
  const said = comment?.text ? `: ${comment.text}` : ''
  switch (kind) {
    case 'new video':
      return `"${title}" is new on @${channel.handle}`
    case 'comment':
      return `${who} commented on "${title}"${said}`
    case 'reply':
      return `${who} replied to you on "${title}"${said}`
    case 'mention':
      return `${who} named you on "${title}"${said}`
    case 'ready':
      return `"${title}" is ready`
    case 'failed':
      if (failure === null) return `"${title}" failed: "larder videos show" says more`
      return failure.isOfReplacement
        ? `The new file of "${title}" failed: ${failureInWords(failure.reason)}. The old one stays`
        : `"${title}" failed: ${failureInWords(failure.reason)}`
  }
}

import { z } from 'zod'
import { findActor } from '../accounts/queries.ts'
import type { Services } from '../context.ts'
import { defineMail } from '../mail/define-mail.ts'
import type { LetterAction } from '../mail/letter.ts'
import { linkTo } from '../mail/link-to.ts'
import { shownComment } from '../videos/comments/queries.ts'
import { findVideoById } from '../videos/queries.ts'
import { choicesOf } from './choices/queries.ts'
import { mayBeTold } from './policy.ts'
import { NotificationKind } from './schema.ts'

interface Told {
  kind: NotificationKind
  videoId: string
  title: string
  channel: string
  /** Of the comment that it is about. */
  author: string | null
  text: string
  /** Whether it was bytes to replace others that could not be processed, so that the others stay. */
  keepsFile: boolean
  /** The page on which one chooses what one is told of; undefined without a front end. */
  settings: string | undefined
}

const MOST_TEXT = 500

/** One of everything that people are told of. It holds ids until it is sent, and is written then. */
export const notificationMail = defineMail({
  name: 'notification',
  values: z.object({
    kind: NotificationKind,
    accountId: z.int(),
    videoId: z.int(),
    commentId: z.int().nullable(),
  }),
  complete: toldNow,
  write: {
    en: (told) => ({
      ...inEnglish(told),
      action: watching(told, 'Watch'),
      notes: [
        `You get this because you asked to be mailed about "${told.kind}". To stop it, switch that off in your notification settings${told.settings === undefined ? ' ("notifications.choices.set")' : `: ${told.settings}`}.`,
      ],
    }),
    fr: (told) => ({
      ...inFrench(told),
      action: watching(told, 'Regarder'),
      notes: [
        `Vous recevez ce message parce que vous l’avez demandé (« ${sortes[told.kind]} »). Pour ne plus en recevoir, désactivez-le dans vos réglages de notifications${told.settings === undefined ? ' (« notifications.choices.set »)' : ` : ${told.settings}`}.`,
      ],
    }),
  },
})

const sortes: Record<NotificationKind, string> = {
  'new video': 'nouvelle vidéo',
  comment: 'commentaire',
  reply: 'réponse',
  mention: 'mention',
  ready: 'vidéo prête',
  failed: 'échec du traitement',
}

function inEnglish(told: Told) {
  const { title, channel, text, keepsFile } = told
  const author = told.author ?? 'Somebody'
  const said = text === '' ? [] : [text]
  switch (told.kind) {
    case 'new video':
      return { subject: `${channel}: ${title}`, paragraphs: [`"${title}" is new on ${channel}.`] }
    case 'comment':
      return {
        subject: `A comment on "${title}"`,
        paragraphs: [`${author} commented on your video "${title}":`, ...said],
      }
    case 'reply':
      return {
        subject: `A reply below "${title}"`,
        paragraphs: [`${author} replied to your comment on "${title}":`, ...said],
      }
    case 'mention':
      return {
        subject: `You were named below "${title}"`,
        paragraphs: [`${author} named you in a comment on "${title}":`, ...said],
      }
    case 'ready':
      return { subject: `"${title}" is ready`, paragraphs: [`Your video "${title}" is ready.`] }
    case 'failed':
      if (keepsFile) {
        return {
          subject: `"${title}" keeps its old file`,
          paragraphs: [
            `The new file of your video "${title}" could not be processed, so the old one stays. Its page says why.`,
          ],
        }
      }
      return {
        subject: `"${title}" could not be processed`,
        paragraphs: [`Your video "${title}" could not be processed. Its page says why.`],
      }
  }
}

function inFrench(told: Told) {
  const { title, channel, text, keepsFile } = told
  const author = told.author ?? 'Quelqu’un'
  const said = text === '' ? [] : [text]
  switch (told.kind) {
    case 'new video':
      return {
        subject: `${channel} : ${title}`,
        paragraphs: [`Nouvelle vidéo sur ${channel} : « ${title} ».`],
      }
    case 'comment':
      return {
        subject: `Un commentaire sur « ${title} »`,
        paragraphs: [`${author} a commenté votre vidéo « ${title} » :`, ...said],
      }
    case 'reply':
      return {
        subject: `Une réponse sous « ${title} »`,
        paragraphs: [`${author} a répondu à votre commentaire sur « ${title} » :`, ...said],
      }
    case 'mention':
      return {
        subject: `On parle de vous sous « ${title} »`,
        paragraphs: [`${author} vous a nommé dans un commentaire sur « ${title} » :`, ...said],
      }
    case 'ready':
      return {
        subject: `« ${title} » est prête`,
        paragraphs: [`Votre vidéo « ${title} » est prête.`],
      }
    case 'failed':
      if (keepsFile) {
        return {
          subject: `« ${title} » garde son ancien fichier`,
          paragraphs: [
            `Le nouveau fichier de votre vidéo « ${title} » n’a pas pu être traité : l’ancien reste. Sa page dit pourquoi.`,
          ],
        }
      }
      return {
        subject: `« ${title} » n’a pas pu être traitée`,
        paragraphs: [`Votre vidéo « ${title} » n’a pas pu être traitée. Sa page dit pourquoi.`],
      }
  }
}

function watching({ videoId }: Told, label: string): LetterAction {
  return { label, page: 'watch', token: videoId, command: `larder videos show ${videoId}` }
}

/** What there is to say at this moment; null when its reader may not find it, or wants no mail any more. */
async function toldNow(
  { database, clock, mail }: Services,
  planned: { kind: NotificationKind; accountId: number; videoId: number; commentId: number | null },
): Promise<Told | null> {
  const { kind, accountId, videoId, commentId } = planned
  const db = database.reader
  const actor = await findActor(db, accountId)
  const video = await findVideoById(db, videoId)
  if (!actor || !video || actor.standing !== 'active') return null
  if (!mayBeTold(video, { actor, now: clock.now() })) return null
  if (!(await choicesOf(db, [accountId], kind)).get(accountId)?.mail) return null
  const about = { actor, ownerId: video.owner_id }
  const comment = commentId === null ? null : await shownComment(db, about, commentId)
  if (comment === undefined || comment?.isDeleted) return null
  const text = comment?.text ?? ''
  return {
    kind,
    videoId: video.public_id,
    title: video.title,
    channel: video.channel_name,
    author: comment?.author?.displayName ?? null,
    text: text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)} …` : text,
    keepsFile: video.replacement_failure !== null,
    settings: linkTo(mail.frontUrl, { page: 'settings', token: 'notifications' }),
  }
}

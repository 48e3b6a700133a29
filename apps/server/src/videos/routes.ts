import {
  CAPTION,
  HLS,
  PICTURE,
  STREAM,
  servedCaption,
  servedLadder,
  servedPicture,
  servedVideo,
} from '@larder/api'
import type { FastifyInstance } from 'fastify'
import type { ServingOptions } from '../serving/serving-routes.ts'
import { serveBytes } from '../serving/serving-routes.ts'
import { askedCaption, askedPart, askedPicture, askedVideo } from './asked-video.ts'

/** Hands out what watching a video takes: its bytes, its pictures and its captions. */
export async function videoRoutes(scope: FastifyInstance, options: ServingOptions): Promise<void> {
  const route = serveBytes(scope, options)
  route('/:id/stream', STREAM, (ctx, request) => servedVideo(ctx, askedVideo(request)))
  route('/:id/pictures/:label', PICTURE, (ctx, request) =>
    servedPicture(ctx, askedPicture(request)),
  )
  route('/:id/hls/:name', HLS, (ctx, request) => servedLadder(ctx, askedPart(request)))
  route('/:id/captions/:name', CAPTION, (ctx, request) => servedCaption(ctx, askedCaption(request)))
}

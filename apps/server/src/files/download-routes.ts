import { DOWNLOAD, servedFile } from '@larder/api'
import type { FastifyInstance } from 'fastify'
import type { ServingOptions } from '../serving/serving-routes.ts'
import { serveBytes } from '../serving/serving-routes.ts'
import { askedFile } from './asked-file.ts'

/** Hands out the bytes of files. */
export async function downloadRoutes(
  scope: FastifyInstance,
  options: ServingOptions,
): Promise<void> {
  const route = serveBytes(scope, options)
  for (const url of ['/:id', '/:id/:rendition']) {
    route(url, DOWNLOAD, (ctx, request) => servedFile(ctx, askedFile(request)))
  }
}

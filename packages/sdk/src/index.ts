export type { AppRouter, RouterInputs, RouterOutputs } from '@larder/api/public'
export type { AccountExport } from './account-export.ts'
export type { CallOptions, CommandOptions, Feed, FeedOptions, List } from './calls.ts'
export type { ErrorDetails, LarderError, Reason } from './errors.ts'
export { isLarderError } from './errors.ts'
export type { Download, DownloadOptions } from './files/download.ts'
export type { LarderFiles } from './files/larder-files.ts'
export type { Uploadable } from './files/source.ts'
export type { StoredFile, UploadOptions, UploadProgress } from './files/upload.ts'
export type { ProcedurePath } from './generated/procedures.ts'
export { procedures } from './generated/procedures.ts'
export type { Larder, LarderOptions } from './larder.ts'
export { createLarder } from './larder.ts'
export { browserSession } from './session/browser-session.ts'
export type { SessionStore } from './session/store.ts'
export { memorySession } from './session/store.ts'
export type { Fetch } from './transport/exchange.ts'
export type { VideoDownloadOptions } from './videos/download-options.ts'
export type { LarderVideos } from './videos/larder-videos.ts'
export type { Hashed } from './videos/sha256-of.ts'
export type {
  ShownVideo,
  VideoProgress,
  VideoToUpload,
  VideoUploadOptions,
} from './videos/upload-options.ts'

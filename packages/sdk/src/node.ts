export { fileSession } from './node/file-session.ts'

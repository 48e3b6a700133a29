/** For `execArgv` of a process that is forked: it reads its sources as the server does, from those that are kept. */
export const withKeptSources = ['--import', new URL('./register.mjs', import.meta.url).href]

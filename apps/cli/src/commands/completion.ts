import { defineCommand } from '../command/define.ts'
import { requiredChoice } from '../command/parameter.ts'
import { completionScripts } from '../completion/scripts.ts'

export const completion = defineCommand({
  name: 'completion',
  summary: 'Print the script that completes commands in your shell',
  description: 'Commands, options and their values are completed with the Tab key.',
  arguments: { shell: requiredChoice(['bash', 'zsh', 'fish'], 'Your shell') },
  examples: [
    ['completion bash >> ~/.bashrc'],
    ['completion zsh > "$fpath[1]/_larder"', 'In zsh; then open a new terminal'],
    ['completion fish > ~/.config/fish/completions/larder.fish'],
  ],
  async run({ output }, { shell }) {
    output.raw(completionScripts[shell])
  },
})

// The scripts only pass on the words that were typed, as words: nothing of them is evaluated.

const bash = `_larder() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [ "$line" = ":files" ]; then compopt -o default; return; fi
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(larder __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _larder larder
`

const zsh = `#compdef larder
_larder() {
  local line
  local -a described
  for line in "\${(@f)$(larder __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ $line == :files ]]; then _files; return; fi
    [[ -n $line ]] && described+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  _describe larder described
}
if [[ $funcstack[1] == _larder ]]; then _larder "$@"; else compdef _larder larder; fi
`

const fish = `function __larder_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l found (larder __complete $words[2..-1] 2>/dev/null)
  if test "$found" = ":files"
    __fish_complete_path (commandline -ct)
  else
    printf '%s\\n' $found
  end
end
complete -c larder -f -a '(__larder_complete)'
`

/** What a shell evaluates to complete `larder` commands. */
export const completionScripts = { bash, zsh, fish } as const

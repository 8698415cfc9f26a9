#compdef smart-connect-exporter
# Completion for zsh, by zsh's emulation of bash.
autoload -Uz bashcompinit && bashcompinit
source <(smart-connect-exporter completion zsh)
_bash_complete -o default -F _complete_smart-connect-exporter

# Completion of `search` for fish. For this shell:  search completion fish | source
# For every shell:  search completion fish > ~/.config/fish/completions/search.fish
function __search_complete
    set -l program (string split -m 1 ' ' -- (commandline -cp | string collect))[1]
    set -l line (commandline -cp | string collect | string replace -r '^\s*\S+' search)
    set program (string replace -r '^~' $HOME -- $program)
    $program "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c search -f -a '(__search_complete)'
complete -c search -l onnx -r -F

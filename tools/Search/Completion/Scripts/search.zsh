#compdef search
# Completion of `search` for zsh. For this shell:  source <(search completion zsh)
# For every shell:  search completion zsh > DIR/_search, where DIR is a folder of $fpath, before compinit
_search() {
    local -a before replies folders others
    before=(search "${(@)words[2,CURRENT-1]}")
    local line="${(j: :)before} $PREFIX"
    replies=("${(@f)$(${~words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)}")
    replies=(${replies:#})
    folders=(${(M)replies:#*/})
    others=(${replies:#*/})
    if (( $#others )); then compadd -- "${others[@]}"; fi
    # No space, so that a path can continue.
    if (( $#folders )); then compadd -S '' -- "${folders[@]}"; fi
    if (( ! $#replies )); then _files; fi
}
if [[ ${funcstack[1]-} == _search ]]; then _search "$@"; else compdef _search search; fi

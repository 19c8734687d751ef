# Completion of `search` for bash. For this shell:  source <(search completion bash)
# For every shell:  search completion bash > ~/.local/share/bash-completion/completions/search
_search_complete() {
    local line=${COMP_LINE:0:COMP_POINT} program=${COMP_WORDS[0]/#\~/$HOME} word reply option= folders=
    line="search ${line#* }"
    # bash also splits words at '=', so only the value is replaced.
    word=${line##* }
    if [[ $word == --*=* && $COMP_WORDBREAKS == *=* ]]; then option=${word%%=*}=; fi

    COMPREPLY=()
    while IFS= read -r reply; do
        if [[ $reply == */ ]]; then folders=1; fi
        COMPREPLY+=("${reply#"$option"}")
    done < <("$program" "[suggest:${#line}]" "$line" 2>/dev/null)

    if [[ $folders ]]; then
        # Quotes names where needed, and adds no space so that a path can continue.
        compopt -o filenames -o nospace 2>/dev/null
    elif [[ ${COMPREPLY[*]} == *' '* && $word != [\"\']* ]]; then
        COMPREPLY=("${COMPREPLY[@]// /\\ }")
    fi
}
complete -o bashdefault -o default -F _search_complete search

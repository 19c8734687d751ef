# Completion of `search` for bash. For this shell:  source <(search completion bash)
# For every shell:  search completion bash > ~/.local/share/bash-completion/completions/search
_search_complete() {
    local line=${COMP_LINE:0:COMP_POINT} program=${COMP_WORDS[0]/#\~/$HOME} word reply option= folders=
    line="search ${line#* }"
    # bash parts words at '=' too: what it replaces is the value alone.
    word=${line##* }
    if [[ $word == --*=* && $COMP_WORDBREAKS == *=* ]]; then option=${word%%=*}=; fi

    COMPREPLY=()
    while IFS= read -r reply; do
        if [[ $reply == */ ]]; then folders=1; fi
        COMPREPLY+=("${reply#"$option"}")
    done < <("$program" "[suggest:${#line}]" "$line" 2>/dev/null)

    if [[ $folders ]]; then
        # Quotes what needs it, and lets a path go on.
        compopt -o filenames -o nospace 2>/dev/null
    elif [[ ${COMPREPLY[*]} == *' '* && $word != [\"\']* ]]; then
        COMPREPLY=("${COMPREPLY[@]// /\\ }")
    fi
}
complete -o bashdefault -o default -F _search_complete search

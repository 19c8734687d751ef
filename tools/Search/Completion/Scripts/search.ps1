# Completion of `search` for PowerShell. For this shell:  search completion powershell | Out-String | Invoke-Expression
# For every shell: put that line into the file that $PROFILE names
Register-ArgumentCompleter -Native -CommandName 'search', 'search.cmd' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $typed = $commandAst.ToString()
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    # The command does not include the space before an empty word.
    $line = $typed.PadRight($length).Substring(0, $length) -replace '^\S+', 'search'
    & $commandAst.CommandElements[0].Value "[suggest:$($line.Length)]" $line 2>$null | ForEach-Object {
        $text = if ($_ -match "[\s']") { "'" + $_.Replace("'", "''") + "'" } else { $_ }
        [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
    }
}

namespace SearchEngine.Corpus.Mixing;

/// <summary>
/// Generates small programs in several languages from templates; <c>NAME</c> is replaced with a name and <c>TEXT</c>
/// with a sentence.
/// </summary>
internal static class SourceCode
{
    private static readonly Dictionary<string, string> Templates = new()
    {
        ["cs"] = "namespace Mixed;\n\n/// <summary>TEXT</summary>\npublic static class NAME\n{\n    // TEXT\n"
            + "    public static string NAME_once(int number)\n    {\n        return $\"TEXT {number}\";\n    }\n}\n",
        ["py"] = "\"\"\"TEXT\"\"\"\n\n\ndef NAME(number):\n    \"\"\"TEXT\"\"\"\n    return f\"TEXT {number}\"\n\n\n"
            + "class Other:\n    # TEXT\n    def NAME(self):\n        return None\n",
        ["js"] = "// TEXT\nexport function NAME(number) {\n  return `TEXT ${number}`;\n}\n",
        ["ts"] = "/** TEXT */\nexport interface Entry { id: number; text: string }\n\n"
            + "export const NAME = (entry: Entry): string => \"TEXT\" + entry.text;\n",
        ["java"] = "/** TEXT */\npublic class Mixed {\n    // TEXT\n"
            + "    public String NAME(int number) {\n        return \"TEXT\" + number;\n    }\n}\n",
        ["go"] = "// Package mixed: TEXT\npackage mixed\n\n// NAME: TEXT\nfunc NAME(number int) string {\n\treturn \"TEXT\"\n}\n",
        ["rs"] = "//! TEXT\n\n/// TEXT\npub fn NAME(number: u32) -> String {\n    format!(\"TEXT {number}\")\n}\n",
        ["c"] = "#include <stdio.h>\n\n/* TEXT */\nint NAME(int number)\n{\n    printf(\"TEXT %d\\n\", number);\n    return 0;\n}\n",
        ["cpp"] = "#include <string>\n\n// TEXT\nclass Mixed {\npublic:\n    std::string NAME(int number) { return \"TEXT\"; }\n};\n",
        ["sql"] = "-- TEXT\nCREATE TABLE NAME (\n    id integer PRIMARY KEY,\n    text text NOT NULL DEFAULT 'TEXT'\n);\n",
        ["sh"] = "#!/bin/sh\n# TEXT\nNAME() {\n    echo \"TEXT\"\n}\nNAME\n",
        ["rb"] = "# TEXT\nclass Mixed\n  def NAME(number)\n    \"TEXT #{number}\"\n  end\nend\n",
        ["php"] = "<?php\n// TEXT\nfunction NAME(int $number): string {\n    return \"TEXT $number\";\n}\n",
        ["kt"] = "// TEXT\nfun NAME(number: Int): String = \"TEXT $number\"\n",
        ["swift"] = "/// TEXT\nfunc NAME(number: Int) -> String {\n    return \"TEXT \\(number)\"\n}\n",
    };

    /// <summary>The extensions of the languages.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Templates.Keys];

    public static string Write(string language, SentenceGenerator sentences)
    {
        string[] parts = Templates[language].Replace("NAME", sentences.NextName()).Split("TEXT");
        return parts[0] + string.Concat(parts.Skip(1).Select(part => sentences.NextSentence() + part));
    }
}

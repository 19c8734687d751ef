using System.Text.Json;
using System.Text.Json.Nodes;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Tokenizers;

/// <summary>A WordPiece tokenizer of a few words, whose tokenizer.json tests modify.</summary>
internal static class TinyTokenizer
{
    /// <summary>Ids are indices in this list.</summary>
    public static string[] Vocabulary { get; } =
        [
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[", "]", "sep", "cls", "mask", "a", "b", "c", "##a", "##b", "##c", "new", "york",
            "\U0001F600", "##\U0001F600",
        ];

    public static int[] Ids(params string[] tokens) => [.. tokens.Select(token => Array.IndexOf(Vocabulary, token))];

    public static TextTokenizer Load(Action<JsonNode>? change = null)
    {
        using TemporaryFolder folder = new();
        return TextTokenizer.Load(Write(folder, change));
    }

    public static string Write(TemporaryFolder folder, Action<JsonNode>? change = null)
    {
        JsonNode json = Json();
        change?.Invoke(json);
        return folder.Write("tokenizer.json", json.ToJsonString());
    }

    public static JsonObject AddedToken(int id, string content, bool special = false, bool normalized = false,
        bool lstrip = false, bool rstrip = false, bool singleWord = false) => new()
        {
            ["id"] = id,
            ["content"] = content,
            ["single_word"] = singleWord,
            ["lstrip"] = lstrip,
            ["rstrip"] = rstrip,
            ["normalized"] = normalized,
            ["special"] = special,
        };

    private static string SerializeVocabulary() =>
        JsonSerializer.Serialize(Vocabulary.Select((token, id) => (token, id)).ToDictionary(entry => entry.token, entry => entry.id));

    private static JsonNode Json() => JsonNode.Parse($$"""
        {
          "truncation": null,
          "padding": null,
          "added_tokens": [],
          "normalizer": {
            "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true
          },
          "pre_tokenizer": { "type": "BertPreTokenizer" },
          "post_processor": {
            "type": "TemplateProcessing",
            "single": [
              { "SpecialToken": { "id": "[CLS]", "type_id": 0 } },
              { "Sequence": { "id": "A", "type_id": 0 } },
              { "SpecialToken": { "id": "[SEP]", "type_id": 0 } }
            ],
            "pair": [
              { "SpecialToken": { "id": "[CLS]", "type_id": 0 } },
              { "Sequence": { "id": "A", "type_id": 0 } },
              { "SpecialToken": { "id": "[SEP]", "type_id": 0 } },
              { "Sequence": { "id": "B", "type_id": 1 } }, { "SpecialToken": { "id": "[SEP]", "type_id": 1 } }
            ],
            "special_tokens": {
              "[CLS]": { "id": "[CLS]", "ids": [2], "tokens": ["[CLS]"] },
              "[SEP]": { "id": "[SEP]", "ids": [3], "tokens": ["[SEP]"] }
            }
          },
          "decoder": { "type": "WordPiece", "prefix": "##", "cleanup": true },
          "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 10,
            "vocab": {{SerializeVocabulary()}}
          }
        }
        """)!;
}

namespace SearchEngine.Runtime.Tokenizers.AddedTokens;

/// <summary>An added token found in a text, including the white space that it strips.</summary>
internal readonly record struct AddedTokenMatch(int Id, int Start, int End);

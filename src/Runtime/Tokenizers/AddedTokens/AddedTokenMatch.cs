namespace SearchEngine.Runtime.Tokenizers.AddedTokens;

/// <summary>An added token found in a text, with the white space that it takes along.</summary>
internal readonly record struct AddedTokenMatch(int Id, int Start, int End);


namespace SearchEngine.Documents.Chunking;

/// <summary>What chunks are packed from: a block, or a part of one that is too long.</summary>
internal readonly record struct Piece(int Start, int End, int Tokens, BlockKind Kind, Section Section);

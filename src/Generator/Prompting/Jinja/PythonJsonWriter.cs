using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Writes values as Python's json.dumps does.</summary>
internal sealed class PythonJsonWriter
{
    private const int MaxDepth = 64, MaxIndent = 16;

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Scope _scope;
    private readonly int _indent;
    private readonly StringBuilder _text = new();
    private bool _isTemplate = true;

    private PythonJsonWriter(Scope scope, int indent) => (_scope, _indent) = (scope, indent);

    /// <summary>Writes a value as JSON. The result counts as the template's only if all of the value does.</summary>
    /// <param name="scope">The scope of the run.</param>
    /// <param name="value">The value.</param>
    /// <param name="indent">The number of spaces per level; negative to write everything on one line.</param>
    public static MarkedText Write(Scope scope, object? value, long indent)
    {
        PythonJsonWriter json = new(scope, (int)Math.Clamp(indent, -1, MaxIndent));
        json.Write(value, 0);
        return new MarkedText(json._text.ToString(), json._isTemplate);
    }

    private void Write(object? value, int depth)
    {
        if (depth > MaxDepth) throw _scope.CreateError($"a value for 'tojson' is nested more than {MaxDepth} levels deep");
        int before = _text.Length;
        switch (value)
        {
            case null: _text.Append("null"); break;
            case bool boolean: _text.Append(boolean ? "true" : "false"); break;
            case MarkedText text:
                _isTemplate &= text.IsTemplate;
                WriteString(text.Text);
                break;
            case object?[] list: WriteCollection(list, '[', ']', depth, item => Write(item, depth + 1)); break;
            case Dictionary<string, object?> mapping and not TemplateNamespace:
                _isTemplate &= mapping.Count == 0;
                WriteCollection(mapping, '{', '}', depth, entry =>
                {
                    WriteString(entry.Key);
                    _text.Append(": ");
                    Write(entry.Value, depth + 1);
                });
                break;
            case long or double: _text.Append(Values.ToText(_scope, value).Text); break;
            default: throw _scope.CreateError($"{Values.Describe(value)} cannot be written as JSON");
        }
        if (value is not (object?[] or Dictionary<string, object?>)) _scope.Spend(1 + _text.Length - before);
    }

    private void WriteCollection<T>(IReadOnlyCollection<T> items, char open, char close, int depth, Action<T> write)
    {
        _scope.Spend(Scope.IterationCost);
        _text.Append(open);
        foreach ((int i, T item) in items.Index())
        {
            if (i > 0) _text.Append(_indent < 0 ? ", " : ",");
            NewLine(depth + 1);
            write(item);
        }
        if (items.Count > 0) NewLine(depth);
        _text.Append(close);
    }

    private void NewLine(int depth)
    {
        if (_indent < 0) return;
        _scope.Spend(_indent * depth);
        _text.Append('\n').Append(' ', _indent * depth);
    }

    private void WriteString(string text)
    {
        _scope.Spend(text.Length);
        _text.Append(JsonSerializer.Serialize(text, Unescaped));
    }
}

//! Source spans and the rendering of compile errors.

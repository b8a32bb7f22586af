CREATE TABLE orders(id INT PRIMARY KEY);
INSERT INTO orders VALUES (1), (2), (3);
GRANT SELECT ON orders TO orders_app;
